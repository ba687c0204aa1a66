"""Vector databases: RDS, Aurora, OpenSearch, ElastiCache, DocumentDB, each with a ceiling and without."""

import pulumi_aws as aws

aws.rds.Instance("pgvector", engine="postgres", instance_class="db.r6g.xlarge", allocated_storage=100, max_allocated_storage=1000)
aws.rds.Instance("too-large", engine="postgres", instance_class="db.r6g.xlarge", allocated_storage=65_000)
aurora = aws.rds.Cluster(
    "aurora",
    engine="aurora-postgresql",
    serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 8},
)
aws.rds.ClusterInstance("aurora-1", cluster_identifier=aurora.id, engine="aurora-postgresql", instance_class="db.serverless")
collection = aws.opensearch.ServerlessCollection("vectors", type="VECTORSEARCH")
aws.opensearch.Domain(
    "search",
    cluster_config={"instance_type": "r6g.large.search", "instance_count": 3},
    ebs_options={"ebs_enabled": True, "volume_size": 100},
)
aws.elasticache.ServerlessCache("open", engine="valkey")
aws.elasticache.ServerlessCache(
    "capped",
    engine="valkey",
    cache_usage_limits={"data_storage": {"maximum": 10, "unit": "GB"}, "ecpu_per_seconds": [{"maximum": 5000}]},
)
aws.docdb.Cluster("documents", master_username="rag", master_password="not-really", skip_final_snapshot=True)
aws.dynamodb.Table("sessions", hash_key="id", attributes=[{"name": "id", "type": "S"}], billing_mode="PAY_PER_REQUEST")

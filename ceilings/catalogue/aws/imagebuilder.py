"""EC2 Image Builder: the service carries no charge, the instance of a build and its image do."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled

settled(
    "aws:imagebuilder/image:Image",
    "An image is built once on one instance and bills for its snapshots.",
    "aws.amazon.com/image-builder/pricing",
    {"infrastructureConfigurationArn": "i", "imageRecipeArn": "r"},
)
settled(
    "aws:imagebuilder/imagePipeline:ImagePipeline",
    "Each run of a pipeline builds on one instance, then ends it.",
    "aws.amazon.com/image-builder/pricing",
    {"name": "p", "infrastructureConfigurationArn": "i"},
)

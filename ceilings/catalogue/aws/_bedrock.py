"""Bedrock's agents, knowledge bases and AgentCore: what they spend is tokens and seconds, and no property of theirs counts either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceilings.catalogue.aws._shared import metered, settled
from ceilings.catalogue.entry import Class, Example, entry
from ceilings.finding import Aspect

_GUIDE = "docs.aws.amazon.com/bedrock/latest/userguide"
_CORE = "docs.aws.amazon.com/bedrock-agentcore/latest/devguide"
_GATEWAY = (
    "Put a gateway in front of it whose concurrency and tokens a request are bounded (a function with "
    "reservedConcurrentExecutions), and accept what reaches it by usage-guard's level."
)


def _spender(token: str, why: str, source: str, words: str, example: Mapping[str, Any], *, unit: str = "tokens") -> None:
    """Declare a type that spends as often as it is called."""
    what = unit.partition(" ")[0]
    aspect = Aspect.THROUGHPUT if unit == "tokens" else Aspect.COMPUTE
    entry(
        type=token,
        klass=Class.METERED,
        why=why,
        source=source,
        components=(metered(what, unit, words, _GATEWAY, aspect=aspect),),
        blocked=Example(example, {what: "unbounded"}),
    )


_ROLE = "arn:aws:iam::123456789012:role/bedrock"
_MODEL = "anthropic.claude-sonnet-4-20250514-v1:0"

_spender(
    "aws:bedrock/agentAgent:AgentAgent",
    "An agent spends the tokens of every step of every session, and decides itself how many steps it takes.",
    f"{_GUIDE}/agents.html",
    "an agent runs as often and as long as it is asked to",
    {"agentName": "helper", "agentResourceRoleArn": _ROLE, "foundationModel": _MODEL},
)
_spender(
    "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase",
    "A knowledge base spends tokens on every document that it embeds and every question that it answers.",
    f"{_GUIDE}/knowledge-base.html",
    "it embeds and answers whatever it is given",
    {"name": "docs", "roleArn": _ROLE, "knowledgeBaseConfiguration": {"type": "VECTOR"}},
)
_spender(
    "aws:bedrock/agentDataSource:AgentDataSource",
    "A data source spends tokens on every document that it parses and embeds.",
    f"{_GUIDE}/kb-data-source-sync-ingest.html",
    "a sync reads whatever its source holds",
    {"name": "docs", "knowledgeBaseId": "KB1", "dataSourceConfiguration": {"type": "S3"}},
)
_spender(
    "aws:bedrock/agentFlow:AgentFlow",
    "A flow spends the tokens of every node of every run.",
    f"{_GUIDE}/flows.html",
    "a flow runs as often as it is asked to",
    {"name": "triage", "executionRoleArn": _ROLE},
)
_spender(
    "aws:bedrock/guardrail:Guardrail",
    "A guardrail bills for every unit of text that it reads, whether or not a model answers.",
    f"{_GUIDE}/guardrails.html",
    "a guardrail reads whatever it is sent",
    {"name": "polite", "blockedInputMessaging": "No.", "blockedOutputsMessaging": "No."},
)
_spender(
    "aws:bedrock/inferenceProfile:InferenceProfile",
    "An inference profile is a door to a model, and every call through it spends tokens.",
    f"{_GUIDE}/inference-profiles.html",
    "a profile passes on every call",
    {"name": "team", "modelSource": {"copyFrom": "arn:aws:bedrock:us-west-2::foundation-model/amazon.titan-text-express-v1"}},
)
_spender(
    "aws:bedrock/evaluationJob:EvaluationJob",
    "An evaluation spends the tokens of every prompt of its data sets, for every model that it compares.",
    f"{_GUIDE}/evaluation.html",
    "a job reads whatever its data sets hold",
    {"jobName": "compare", "roleArn": _ROLE},
)
_spender(
    "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime",
    "A runtime bills for the vCPU and memory of every session, and each session may call models.",
    f"{_CORE}/agents-tools-runtime.html",
    "it runs as many sessions as are asked for",
    {"agentRuntimeName": "helper", "roleArn": _ROLE, "networkConfiguration": {"networkMode": "PUBLIC"}},
    unit="sessions at once",
)
_spender(
    "aws:bedrock/agentcoreHarness:AgentcoreHarness",
    "A harness runs an agent's loop, and every turn of it spends tokens.",
    f"{_CORE}/what-is-bedrock-agentcore.html",
    "maxTokens and maxIterations bound one run, not how many there are",
    {"harnessName": "helper", "executionRoleArn": _ROLE, "maxTokens": 1000.0},
)
_spender(
    "aws:bedrock/agentcoreBrowser:AgentcoreBrowser",
    "A browser bills for the vCPU and memory of every session.",
    f"{_CORE}/browser-tool.html",
    "it runs as many sessions as are asked for",
    {"name": "browser", "networkConfiguration": {"networkMode": "PUBLIC"}},
    unit="sessions at once",
)
_spender(
    "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter",
    "A code interpreter bills for the vCPU and memory of every session.",
    f"{_CORE}/code-interpreter-tool.html",
    "it runs as many sessions as are asked for",
    {"name": "python", "networkConfiguration": {"networkMode": "SANDBOX"}},
    unit="sessions at once",
)
_spender(
    "aws:bedrock/agentcoreGateway:AgentcoreGateway",
    "A gateway bills for every call of a tool and every search for one.",
    f"{_CORE}/gateway.html",
    "it passes on every call",
    {"name": "tools", "roleArn": _ROLE, "authorizerType": "AWS_IAM", "protocolType": "MCP"},
    unit="calls",
)
_spender(
    "aws:bedrock/agentcoreMemory:AgentcoreMemory",
    "A memory bills for every event and record, and spends tokens on what it extracts.",
    f"{_CORE}/memory.html",
    "it takes whatever agents remember, and eventExpiryDuration bounds the age of events alone",
    {"name": "memory", "eventExpiryDuration": 30.0},
)
_spender(
    "aws:bedrock/agentcoreOnlineEvaluationConfig:AgentcoreOnlineEvaluationConfig",
    "An online evaluation spends tokens on a share of all traffic.",
    f"{_CORE}/what-is-bedrock-agentcore.html",
    "a sampled share grows with the traffic",
    {"onlineEvaluationConfigName": "watch", "enableOnCreate": True},
)
for _name, _why in (
    ("agentAgentActionGroup:AgentAgentActionGroup", "An action group tells an agent, which is judged, what it may call."),
    ("agentAgentAlias:AgentAgentAlias", "An alias names a version of an agent, which is judged."),
    ("agentAgentCollaborator:AgentAgentCollaborator", "It lets one agent call another, each of which is judged."),
    ("agentAgentKnowledgeBaseAssociation:AgentAgentKnowledgeBaseAssociation", "It lets an agent ask a knowledge base; both are judged."),
    ("agentPrompt:AgentPrompt", "A prompt is text, and its callers spend the tokens."),
    ("agentcoreAgentRuntimeEndpoint:AgentcoreAgentRuntimeEndpoint", "An endpoint leads to a runtime, which is judged."),
    ("agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider", "It keeps a credential for agents."),
    ("agentcoreBrowserProfile:AgentcoreBrowserProfile", "A profile is a setting of browsers, which are judged."),
    ("agentcoreEvaluator:AgentcoreEvaluator", "An evaluator is a definition; the evaluations that use it are judged."),
    ("agentcoreGatewayRule:AgentcoreGatewayRule", "A rule is a setting of a gateway, which is judged."),
    ("agentcoreGatewayTarget:AgentcoreGatewayTarget", "A target is a setting of a gateway, which is judged."),
    ("agentcoreMemoryStrategy:AgentcoreMemoryStrategy", "A strategy is a setting of a memory, which is judged."),
    ("agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider", "It keeps a credential for agents."),
    ("agentcorePolicy:AgentcorePolicy", "A policy allows and denies calls of a gateway, which is judged."),
    ("agentcorePolicyEngine:AgentcorePolicyEngine", "A policy engine decides on calls of a gateway, which is judged."),
    ("agentcoreRegistry:AgentcoreRegistry", "A registry lists agents and tools and runs none."),
    ("agentcoreWorkloadIdentity:AgentcoreWorkloadIdentity", "An identity names an agent and runs nothing."),
    ("customModel:CustomModel", "A customisation job bills once for the tokens of its training data, and then for one stored model."),
    ("guardrailVersion:GuardrailVersion", "A version is a snapshot of a guardrail, which is judged."),
):
    settled(f"aws:bedrock/{_name}", _why, f"{_GUIDE}/what-is-bedrock.html")

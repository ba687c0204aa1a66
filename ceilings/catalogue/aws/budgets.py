"""Budgets: a budget tells, a budget action acts."""

from __future__ import annotations

from ceilings.catalogue.aws._shared import settled
from ceilings.catalogue.entry import Class

_GUIDE = "docs.aws.amazon.com/cost-management/latest/userguide"

settled(
    "aws:budgets/budget:Budget",
    "A budget watches the bill and tells people; by itself it stops nothing.",
    f"{_GUIDE}/budgets-managing-costs.html",
    {"budgetType": "COST", "limitAmount": "100", "limitUnit": "USD", "timeUnit": "MONTHLY"},
    Class.GUARD,
)
settled(
    "aws:budgets/budgetAction:BudgetAction",
    "A budget action is itself a guard: it denies or stops when its budget is passed.",
    f"{_GUIDE}/budgets-controls.html",
    {"budgetName": "monthly", "actionType": "APPLY_IAM_POLICY", "approvalModel": "AUTOMATIC", "notificationType": "ACTUAL"},
    Class.GUARD,
)

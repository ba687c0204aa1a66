"""Service Catalog: a provisioned product is a template's stack."""

from __future__ import annotations

from ceilings.catalogue.aws._opaque import unseen
from ceilings.catalogue.aws._shared import settled

unseen(
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    "A product is a template, which may hold resources of any size.",
    "docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionProduct.html",
    "it makes what the template of its product says",
    "Declare the resources of the product in the program.",
    {"name": "p", "productName": "product", "provisioningArtifactName": "v1"},
)

for _token, _why in (
    ("portfolio:Portfolio", "A portfolio lists products and makes nothing until one is provisioned."),
    ("product:Product", "A product makes nothing until it is provisioned."),
    ("provisioningArtifact:ProvisioningArtifact", "A version of a product makes nothing until it is provisioned."),
    ("constraint:Constraint", "A constraint only restricts how a product is provisioned."),
    ("serviceAction:ServiceAction", "An action runs a document when somebody asks for it."),
    ("portfolioShare:PortfolioShare", "A share lets another account see a portfolio."),
    ("principalPortfolioAssociation:PrincipalPortfolioAssociation", "It lets a principal use a portfolio."),
    ("productPortfolioAssociation:ProductPortfolioAssociation", "It puts a product into a portfolio."),
    ("organizationsAccess:OrganizationsAccess", "It lets portfolios be shared within the organisation."),
    ("tagOption:TagOption", "A tag option carries no charge."),
    ("tagOptionResourceAssociation:TagOptionResourceAssociation", "It gives a product a tag option."),
    ("budgetResourceAssociation:BudgetResourceAssociation", "It shows a budget beside a product and stops nothing."),
):
    settled(f"aws:servicecatalog/{_token}", _why, "aws.amazon.com/servicecatalog/pricing", {})

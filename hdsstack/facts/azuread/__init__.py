"""azuread resource types: applications that pipelines and services sign in as, and people."""

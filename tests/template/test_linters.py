"""The checks that the linters skip. A new exception must be added here, with its reason in the template."""

NOT_FOR_A_FUNCTION = {"CKV_AWS_115", "CKV_AWS_116", "CKV_AWS_117"}


def test_checkov_skips_these_checks_only_and_says_why(template):
    skipped = {logical_id: {skip["id"] for skip in resource["Metadata"]["checkov"]["skip"] if len(skip["comment"]) > 40}
               for logical_id, resource in template["Resources"].items() if "checkov" in resource.get("Metadata", {})}
    assert skipped == {"WriterFunction": NOT_FOR_A_FUNCTION, "ReaderFunction": NOT_FOR_A_FUNCTION,
                       "RulesDeadLetterQueue": {"CKV_AWS_27"}}


def test_cfn_lint_ignores_documentation_and_what_would_delete_versions_only(template):
    """test_lifecycle.py has what W3011 would see: the policies of every resource."""
    assert template["Metadata"]["cfn-lint"] == {"config": {"ignore_checks": ["I4010", "W3011"]}}

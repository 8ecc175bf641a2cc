"""The outputs: what scripts and people read from a deployed stack."""


def expected(names) -> dict:
    of_functions = {}
    for kind in ("writer", "reader"):
        title = kind.title()
        of_functions |= {
            f"{title}FunctionName": names.function(kind),
            f"{title}FunctionArn": names.function_arn(kind),
            f"{title}AliasArn": f"{names.function_arn(kind)}:live",
            f"{title}RoleArn": names.role_arn(kind),
            f"{title}LogGroupName": names.log_group(kind),
        }
    return of_functions | {
        "TableName": names.table,
        "TableArn": names.table_arn,
        "KeyArn": names.key_arn,
        "KeyAlias": names.key_alias,
        "WriterFailureQueueUrl": f"https://sqs.{names.region}.{names.suffix}/{names.account}/{names.queue}",
    }


def test_the_outputs_are_these(stack, names):
    assert {name: output["Value"] for name, output in stack.outputs.items()} == expected(names)


def test_outputs_are_described_and_none_is_exported(stack):
    """An export would tie stacks to each other."""
    for name, output in stack.outputs.items():
        assert output.keys() == {"Description", "Value"}, name
        assert output["Description"], name

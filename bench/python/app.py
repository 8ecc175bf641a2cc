"""The same function in Python: boto3, no checks, no faults."""
import json
import os

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["DYNAMODB_TABLE_NAME"])


def write(event, context):
    item = {**event, "source": "lambda1", "requestId": context.aws_request_id}
    TABLE.put_item(Item=item)
    return {"statusCode": 200, "body": json.dumps({"written": item})}

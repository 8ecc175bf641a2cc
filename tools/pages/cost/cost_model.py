"""What the stack costs: AWS's list prices (prices.json) and the quantities that they are multiplied by.

Sizes are in bytes, a GB is 1,024^3 of them, amounts are in USD before tax. No free tier is subtracted.
"""
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
REGIONS = ("us-east-1", "eu-central-1")
MILLION = 1_000_000
GB = 1024 ** 3
HOURS = 730  # of a month, as in AWS's own examples
SECONDS = HOURS * 3600

BILLED_MS = 15  # an assumption: not measured in AWS
METRICS_WITH_DATA = 8  # Calls, DynamoDbLatency, ItemBytes and Starts of two functions whose calls succeed
METRICS_AT_MOST = 27  # docs/reference/logs.md
KEY_REQUESTS = 4 * 12 * HOURS  # of a month, an assumption: every five minutes two of each function, for table and log group
SAMPLED = Decimal("0.05")  # of the calls beyond the first of each second ("Visualize Lambda function invocations using AWS X-Ray")
ITEM_OVERHEAD = 100  # bytes that DynamoDB adds to a stored item ("Pricing for Provisioned Capacity")
LINE_OVERHEAD = 26  # bytes that CloudWatch adds to a stored line ("Amazon CloudWatch Pricing")

LOG_LINES = (HERE / "log-lines.jsonl").read_text(encoding="utf-8").splitlines()
LOG_BYTES = sum(len(line.encode()) for line in LOG_LINES)


@dataclass(frozen=True)
class Settings:
    """A deployment's values of the template's parameters."""
    memory: int
    architecture: str
    read_capacity: int
    write_capacity: int
    retention_days: int

    @classmethod
    def of(cls, parameters: dict) -> "Settings":
        return cls(int(parameters["MemorySize"]), parameters["Architecture"], int(parameters["ReadCapacity"]),
                   int(parameters["WriteCapacity"]), int(parameters["LogRetentionDays"]))


def book() -> dict:
    return json.loads((HERE / "prices.json").read_text(encoding="utf-8"))


class Prices:
    """The prices of one region."""

    def __init__(self, region: str):
        self._prices = {name: (Decimal(price[region][0]), price["per"]) for name, price in book()["prices"].items()}

    def cost(self, name: str, quantity: int | Decimal) -> Decimal:
        usd, per = self._prices[name]
        return usd * quantity / per

    # --- a call

    def compute(self, calls: int, milliseconds: int, memory: int, architecture: str) -> Decimal:
        return self.cost(f"lambda_{architecture}", Decimal(calls) * milliseconds / 1000 * memory / 1024)

    def logs(self, calls: int, retention_days: int) -> tuple[Decimal, Decimal]:
        """(Lines in, lines kept: an upper bound, because CloudWatch bills them compressed.)"""
        kept = Decimal(calls) * (LOG_BYTES + LINE_OVERHEAD * len(LOG_LINES)) / GB
        return (self.cost("logs_in", Decimal(calls) * LOG_BYTES / GB),
                self.cost("logs_kept", kept * retention_days * 24 / HOURS))

    # --- the table

    def units(self, kind: str, calls: int, size: int, consistent: bool = False) -> Decimal:
        """On demand."""
        each = write_units(size) if kind == "write" else read_units(size, consistent)
        return self.cost(f"{kind}_requests", each * calls)

    def capacity(self, reads: int, writes: int) -> Decimal:
        """Provisioned, for a month."""
        return self.cost("read_capacity", reads * HOURS) + self.cost("write_capacity", writes * HOURS)

    def break_even(self, kind: str) -> Decimal:
        """The share of a provisioned unit that must be used, all month, for it to cost no more than on demand."""
        return self.cost(f"{kind}_capacity", 1) / self.cost(f"{kind}_requests", 3600)

    def stored(self, items: int, size: int) -> tuple[Decimal, Decimal]:
        """(Table, point-in-time recovery) for a month."""
        gigabytes = Decimal(items) * (size + ITEM_OVERHEAD) / GB
        return self.cost("table_storage", gigabytes), self.cost("recovery_storage", gigabytes)

    # --- a month

    def in_use(self, calls: int, settings: Settings) -> Decimal:
        """What a month of so many writes and as many reads costs, evenly spread, without the table's units and storage."""
        return (self.cost("lambda_requests", 2 * calls)
                + self.compute(2 * calls, BILLED_MS, settings.memory, settings.architecture)
                + sum(self.logs(2 * calls, settings.retention_days))
                + self.cost("traces", 2 * traced(calls))
                + self.cost("metric", METRICS_WITH_DATA)
                + self.cost("key_requests", KEY_REQUESTS))


def write_units(size: int) -> int:
    """One for each KB begun ("DynamoDB read and write operations")."""
    return max(1, -(-size // 1024))


def read_units(size: int, consistent: bool) -> Decimal:
    """One for each 4 KB begun, half of it if eventually consistent; a missing item counts as one of up to 4 KB."""
    return Decimal(max(1, -(-size // 4096))) / (1 if consistent else 2)


def traced(calls: int) -> Decimal:
    """Of one function's calls in a month, evenly spread: X-Ray samples the first of each second, and 5 % of the rest."""
    first = min(calls, SECONDS)
    return first + SAMPLED * (calls - first)

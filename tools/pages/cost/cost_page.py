"""Writes the tables of docs/reference/cost.md from prices.json and template.yaml."""
from decimal import ROUND_HALF_UP, Decimal

from tests.template.stack import ALARM_TOPIC, Deployment, Stack
from tools.pages.cost import cost_model as model
from tools.pages.cost.cost_model import MILLION, REGIONS, Prices, Settings
from tools.pages.cost.cost_resources import (
    BILLED_BY,
    alarm_metrics,
    dashboard_metrics,
    idle,
    types,
)
from tools.pages.generated import DOCS, replaced

PAGE = DOCS / "reference" / "cost.md"
KB = 1024


class Tables:
    """The tables of a template, with its parameters' defaults."""

    def __init__(self, template: dict):
        self.stack = Stack(template, Deployment(options={"AlarmTopicArn": ALARM_TOPIC}))
        self.on_demand = Stack(template, Deployment(options={"AlarmTopicArn": ALARM_TOPIC, "BillingMode": "PAY_PER_REQUEST"}))
        self.settings = Settings.of(self.stack.parameters)
        self.regions = [Prices(region) for region in REGIONS]

    def all(self) -> dict[str, str]:
        return {"prices": self.prices(), "resources": self.resources(), "idle": self.idle(), "a million calls": self.million(),
                "compute": self.compute(), "item size": self.sizes(), "items stored": self.stored(), "capacity": self.capacity(),
                "months": self.months()}

    def prices(self) -> str:
        book = model.book()
        rows = [[price["what"], f"{price['per']:,} {price['unit']}" if price["per"] > 1 else price["unit"],
                 *(f"{price[region][0]} {price[region][1]}" for region in REGIONS), price["page"]]
                for price in book["prices"].values()]
        marks = "; ".join(f"**{mark}** {meaning}" for mark, meaning in book["sources"].items())
        return f"Read on {book['read']}. {marks}.\n\n" + table(["price in USD of", "for", *REGIONS, "AWS's page"], rows)

    def resources(self) -> str:
        without_calls = idle(self.stack, self.regions[0])
        return table(["resource type", "number", "AWS bills", "a month without calls, us-east-1"],
                     [[f"`{each}`", str(number), BILLED_BY[each], usd(without_calls.get(each, Decimal()))]
                      for each, number in types(self.stack).items()])

    def idle(self) -> str:
        parts = [idle(self.stack, prices) for prices in self.regions]
        units = f"{self.settings.read_capacity} read and {self.settings.write_capacity} write units"
        names = {"AWS::KMS::Key": "key, before its first rotation",
                 "AWS::CloudWatch::Alarm": f"{len(self.stack.of_type('AWS::CloudWatch::Alarm'))} alarms on {alarm_metrics(self.stack)} metrics",
                 "AWS::CloudWatch::Dashboard": f"dashboard of {dashboard_metrics(self.stack)} metrics",
                 "AWS::DynamoDB::Table": f"capacity of {units}"}
        rows = [[name, *(usd(part[each]) for part in parts)] for each, name in names.items()]
        rows.append(["**`PROVISIONED`, in all**", *(usd(sum(part.values())) for part in parts)])
        rows.append(["**`PAY_PER_REQUEST`, in all**", *(usd(sum(idle(self.on_demand, prices).values())) for prices in self.regions)])
        more = {"after the second rotation of the key": ("key_rotation", 2),
                f"in use: {model.METRICS_WITH_DATA} custom metrics with data in every hour": ("metric", model.METRICS_WITH_DATA),
                f"in use: {model.METRICS_AT_MOST} custom metrics with data in every hour": ("metric", model.METRICS_AT_MOST),
                f"in use: {model.KEY_REQUESTS:,} requests of the key (assumed)": ("key_requests", model.KEY_REQUESTS)}
        rows += [[f"more {when}", *(usd(prices.cost(*of)) for prices in self.regions)] for when, of in more.items()]
        return table(["a month, USD", *REGIONS], rows)

    def million(self) -> str:
        columns = [(prices, kind) for prices in self.regions for kind in ("write", "read")]
        settings = self.settings
        requests = [prices.cost("lambda_requests", MILLION) for prices, _ in columns]
        compute = [prices.compute(MILLION, model.BILLED_MS, settings.memory, settings.architecture) for prices, _ in columns]
        logs_in, logs_kept = zip(*(prices.logs(MILLION, settings.retention_days) for prices, _ in columns), strict=True)
        units = [prices.units(kind, MILLION, KB) for prices, kind in columns]
        every, some = ([prices.cost("traces", MILLION * share) for prices, _ in columns] for share in (1, model.SAMPLED))
        calls = [sum(column) for column in zip(requests, compute, logs_in, logs_kept, strict=True)]
        rows = {
            "Lambda requests": requests,
            f"Lambda compute: {model.BILLED_MS} ms (assumed) of {settings.memory} MB, {settings.architecture}": compute,
            f"log lines in: {model.LOG_BYTES:,} bytes a call": logs_in,
            f"log lines kept {settings.retention_days} days, at most": logs_kept,
            "DynamoDB on demand: an item of 1 KB, reads eventually consistent": units,
            "traces, if X-Ray samples each call": every,
            "traces, if it samples 5 %": some,
            "**`PAY_PER_REQUEST`, each call sampled**": added(calls, units, every),
            "**`PAY_PER_REQUEST`, 5 % sampled**": added(calls, units, some),
            "**`PROVISIONED`, 5 % sampled** (capacity is paid by the hour)": added(calls, some),
        }
        heads = [f"{kind}s, {region}" for region in REGIONS for kind in ("write", "read")]
        return table(["a million calls, USD", *heads], [[name, *map(usd, costs)] for name, costs in rows.items()])

    def compute(self) -> str:
        prices, durations = self.regions[0], (10, 20, 50)
        heads = [f"{name}, {ms} ms" for name in ("arm64", "x86_64") for ms in durations]
        rows = [[f"{memory:,} MB", *(usd(prices.compute(MILLION, ms, memory, name)) for name in ("arm64", "x86_64") for ms in durations)]
                for memory in (256, 512, 1024, 1769)]
        return table(["a million calls, us-east-1, USD", *heads], rows)

    def sizes(self) -> str:
        rows = [[f"{size:,} bytes", str(model.write_units(size)), *(usd(prices.units("write", MILLION, size)) for prices in self.regions),
                 str(model.read_units(size, consistent=False)), *(usd(prices.units("read", MILLION, size)) for prices in self.regions)]
                for size in (KB, KB + 1, 4 * KB, 10 * KB, 100 * KB, 400 * KB)]
        return table(["item of", "units a write", *(f"million writes, {region}" for region in REGIONS),
                      "units a read", *(f"million reads, {region}" for region in REGIONS)], rows)

    def stored(self) -> str:
        rows = [[f"{count:,} of {size // KB} KB", *(usd(cost) for prices in self.regions for cost in prices.stored(count, size))]
                for count, size in ((MILLION, KB), (10 * MILLION, KB), (10 * MILLION, 10 * KB))]
        return table(["items", *(f"{what}, {region}" for region in REGIONS for what in ("table", "recovery"))], rows)

    def capacity(self) -> str:
        rows = [["one write unit, a month", *(usd(prices.capacity(0, 1)) for prices in self.regions)],
                ["one read unit, a month", *(usd(prices.capacity(1, 0)) for prices in self.regions)],
                ["cheaper than on demand if at least so much of it is used: write unit", *(share(prices.break_even("write")) for prices in self.regions)],
                ["cheaper than on demand if at least so much of it is used: read unit", *(share(prices.break_even("read")) for prices in self.regions)]]
        return table(["", *REGIONS], rows)

    def months(self) -> str:
        rows = []
        for calls in (100_000, MILLION, 10 * MILLION, 100 * MILLION):
            needed = -(-2 * calls // model.SECONDS)
            writes, reads = max(self.settings.write_capacity, needed), max(self.settings.read_capacity, -(-needed // 2))
            row = [f"{calls:,}"]
            for prices in self.regions:
                common = sum(idle(self.on_demand, prices).values()) + prices.in_use(calls, self.settings)
                units = prices.units("write", calls, KB) + prices.units("read", calls, KB)
                row += [usd(common + units), f"{usd(common + prices.capacity(reads, writes))} ({reads}/{writes})"]
            rows.append(row)
        return table(["writes, and as many reads", *(f"`{mode}`, {region}" for region in REGIONS for mode in ("PAY_PER_REQUEST", "PROVISIONED"))], rows)


def added(*rows) -> list[Decimal]:
    return [sum(column) for column in zip(*rows, strict=True)]


def usd(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.01' if amount >= 1 else '0.001'), ROUND_HALF_UP):,}" if amount else "0"


def share(part: Decimal) -> str:
    return f"{part * 100:.1f} %"


def table(head: list[str], rows: list[list[str]]) -> str:
    first, *others = (f"| {' | '.join(row)} |" for row in [head, *rows])
    return "\n".join([first, "|---" * len(head) + "|", *others])


def written(page: str, template: dict) -> str:
    """The page with the tables between their markers."""
    for name, text in Tables(template).all().items():
        begin, end = (f"<!-- {where} of the table of {name}: written by `make docs`, do not edit -->\n" for where in ("begin", "end"))
        page = replaced(page, begin, end, f"{text}\n")
    return page

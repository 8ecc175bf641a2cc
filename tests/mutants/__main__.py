"""Makes mutants of template.yaml and runs the template tests on each: every one must fail a test.

    python3 -m tests.mutants [--sample N] [--seed N]
"""
import argparse
import random
import sys
from typing import NamedTuple

from tests.mutants.generate import mutants_of
from tests.mutants.kill import try_all
from tests.mutants.mutant import Mutant
from tests.template.stack import load


class Result(NamedTuple):
    name: str
    test: str | None
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutants", description="Proves the template tests by breaking the template.")
    parser.add_argument("--sample", type=int, metavar="N", help="this many at random instead of all")
    parser.add_argument("--seed", type=int, metavar="N", default=random.SystemRandom().randrange(10**6),
                        help="of the sample, as an earlier run printed it")
    arguments = parser.parse_args()

    template = load()
    mutants = mutants_of(template)
    tried = mutants
    if arguments.sample:
        tried = random.Random(arguments.seed).sample(mutants, min(arguments.sample, len(mutants)))
        print(f"mutants: {len(tried)} of {len(mutants)}, seed {arguments.seed}", flush=True)
    try:
        return _report(_try(template, tried))
    except RuntimeError as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 2


def _try(template: dict, mutants: list[Mutant]) -> list[Result]:
    results = []

    def tell(test: str | None, seconds: float) -> None:
        results.append(Result(mutants[len(results)].name, test, seconds))
        if len(results) % 250 == 0:
            print(f"mutants: {len(results)} of {len(mutants)}", file=sys.stderr)

    try_all(template, (mutant.of(template) for mutant in mutants), tell)
    return results


def _report(results: list[Result]) -> int:
    survivors = [result.name for result in results if not result.test]
    for name in survivors:
        print(f"survived: {name}")
    killed = [result for result in results if result.test]
    killers = {result.test.split("::")[-1].split("[")[0] for result in killed}
    seconds = [result.seconds for result in results]
    print(f"mutants: {len(results)} tried, {len(killed)} killed by {len(killers)} tests, "
          f"{len(survivors)} survivors; {sum(seconds):.0f} s, the slowest {max(seconds):.1f} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())

"""The template of an import holds what survives a deleted stack, and refers to nothing else."""
from pipeline.import_template import import_template
from tests.template.intrinsics import Resolver
from tests.template.stack import Deployment, load


def test_it_holds_every_resource_that_survives():
    assert set(import_template(load())["Resources"]) == {"ItemsKey", "ItemsTable", "WriterFailureQueue"}


def test_every_resource_has_the_deletion_policy_that_an_import_asks_for():
    assert all("DeletionPolicy" in resource for resource in import_template(load())["Resources"].values())


def test_it_refers_to_nothing_that_it_does_not_hold():
    template = import_template(load())
    resolver = Resolver(template, Deployment())
    for resource in template["Resources"].values():
        assert "DependsOn" not in resource
        resolver.resolve(resource)

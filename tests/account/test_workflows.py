"""When GitHub deploys, and when it runs restore drills."""
from tests.account.account import ROOT, account
from tests.template.stack import load

WORKFLOWS = ROOT / ".github" / "workflows"
JOBS = load(WORKFLOWS / "deploy.yml")["jobs"]


def waits_for_the_variable(job: dict) -> bool:
    """A job is skipped with a job that it needs, unless it has a condition of its own."""
    if "if" in job:
        return job["if"] == "vars.DEPLOY == 'true'"
    needs = job.get("needs", [])
    return any(waits_for_the_variable(JOBS[name]) for name in ([needs] if isinstance(needs, str) else needs))


def test_a_copy_of_the_repository_without_environments_deploys_nothing():
    deployments = [job for job in JOBS.values() if job.get("uses", "").endswith("/environment.yml")]
    assert len(deployments) == 3
    assert all(map(waits_for_the_variable, deployments))


def test_every_commit_is_tested_all_the_same():
    assert not waits_for_the_variable(JOBS["test"]) and "if" not in JOBS["test"]


def test_plan_gets_the_execution_role_which_it_adds_to_the_deployment_roles():
    steps = load(WORKFLOWS / "environment.yml")["jobs"]["plan"]["steps"]
    plan, = (step for step in steps if step.get("name") == "plan")
    assert plan["env"]["ROLE_ARN"] == "${{ vars.EXECUTION_ROLE_ARN }}" and "PARAMETERS" not in plan["env"]


def test_drills_run_only_where_environments_are_chosen_and_as_long_as_their_session():
    workflow = load(WORKFLOWS / "drill.yml")
    drill, = workflow["jobs"].values()
    assert drill["if"] == "vars.DRILL != ''"
    assert drill["environment"] == "${{ matrix.environment }}-drill"
    assert workflow["concurrency"] == {"group": "drill", "cancel-in-progress": False}
    credentials, = (step["with"] for step in drill["steps"] if "configure-aws-credentials" in step.get("uses", ""))
    assert credentials["role-to-assume"] == "${{ vars.DRILL_ROLE_ARN }}"
    session = account()["DrillRole"]["Properties"]["MaxSessionDuration"]
    assert credentials["role-duration-seconds"] == session > drill["timeout-minutes"] * 60

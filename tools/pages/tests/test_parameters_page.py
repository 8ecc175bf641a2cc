"""docs/reference/parameters.md lists the parameters as the template describes them."""
from tools.pages import parameters_page

PAGE = parameters_page.PAGE.read_text(encoding="utf-8")


def test_every_parameter_is_listed(template):
    assert [name for name in template["Parameters"] if f"| `{name}` |" not in PAGE] == []


def test_a_changed_bound_is_listed(template):
    template["Parameters"]["MemorySize"]["MaxValue"] = 2048
    assert "| `MemorySize` | `512` | 256 to 2,048 |" in parameters_page.written(PAGE, template)

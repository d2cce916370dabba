import inspect
import re

from graph import errors
from graph.errors import ClaimgraphError


def all_errors() -> list[type[ClaimgraphError]]:
    found = (each for _, each in inspect.getmembers(errors, inspect.isclass))
    return [each for each in found if issubclass(each, ClaimgraphError)]


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = re.findall(r"^([│├└─ ]*)(\w+Error)$", errors.__doc__ or "", re.MULTILINE)
    parents: dict[int, str] = {}
    tree = set()
    for stem, name in drawn:
        parents[len(stem) // 4] = name
        tree.add((name, parents.get(len(stem) // 4 - 1, "Exception")))
    assert tree == {(each.__name__, each.__bases__[0].__name__) for each in all_errors()}


def test_every_error_is_defined_by_its_docstring() -> None:
    assert all(each.__doc__ and each.__doc__.endswith(".") for each in all_errors())


def test_messages_are_one_line() -> None:
    assert str(ClaimgraphError("two\n  lines")) == "two lines"

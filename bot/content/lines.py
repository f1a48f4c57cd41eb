"""YAML read with its lines: mappings that remember where in the file each key stands."""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader  # ten times faster
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]


class Section(dict[str, object]):
    """A mapping with the line of each key, and the keys that stand in it more than once."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.twice: list[str] = []


class _Loader(SafeLoader):
    """PyYAML's safe loader, keeping lines."""


def load(words: str) -> Any:
    """The value that YAML `words` stand for, its mappings as sections; raises yaml.YAMLError."""
    loader = _Loader(words)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _section(loader: _Loader, node: yaml.MappingNode) -> Section:
    section = Section(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in section:
            section.twice.append(key)
        section[key] = loader.construct_object(value_node, deep=True)
        section.lines[key] = key_node.start_mark.line + 1
    return section


_Loader.add_constructor("tag:yaml.org,2002:map", _section)

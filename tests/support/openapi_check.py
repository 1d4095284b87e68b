"""Validates JSON files against schemas of api/openapi.yaml: openapi_check.py OPENAPI SCHEMA FILE [SCHEMA FILE ...].

Exit 0: all are valid. 1: the faults, one a line. 77: the packages that it needs are not there.
"""

import json
import sys

try:
    import yaml
    from jsonschema import Draft4Validator, RefResolver
except ImportError as missing:
    print(missing)
    sys.exit(77)


def without_nullable(node):
    """OpenAPI 3.0 says `nullable: true` where JSON Schema has the type "null"; keys that an object does not name are faults."""
    if isinstance(node, list):
        return [without_nullable(each) for each in node]
    if not isinstance(node, dict):
        return node
    out = {key: without_nullable(value) for key, value in node.items() if key != "nullable"}
    if node.get("nullable"):
        return {"anyOf": [{"type": "null"}, out]}
    if out.get("type") == "object" and "properties" in out and "additionalProperties" not in out:
        out["additionalProperties"] = False
    return out


def main(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        document = yaml.safe_load(file)
    components = without_nullable(document["components"])
    faults = 0
    for name, path in zip(arguments[1::2], arguments[2::2]):
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
        schema = {"$ref": "#/components/schemas/" + name, "components": components}
        for fault in Draft4Validator(schema, resolver=RefResolver.from_schema(schema)).iter_errors(value):
            faults += 1
            where = "/".join(str(part) for part in fault.absolute_path)
            print(f"{path}: {name}: {where}: {fault.message[:300]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

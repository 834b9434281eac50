"""What schemathesis checks of every answer besides its own checks: whose mistake it says it was, why, and that what failed is null."""

import schemathesis

FITTING = {"BAD_USER_INPUT", "QUERY_TOO_COMPLEX"}
UNFITTING = FITTING | {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "METHOD_NOT_ALLOWED", "NOT_ACCEPTABLE", "NOT_FOUND"}


@schemathesis.check
def refused_with_a_reason(ctx, response, case):
    if "json" not in "".join(response.headers.get("content-type", [])):
        return
    answer = response.json()
    if not isinstance(answer, dict) or "errors" not in answer:
        return
    codes = FITTING if case.meta.generation.mode.is_positive else UNFITTING
    for error in answer["errors"]:
        code = error.get("extensions", {}).get("code")
        assert code in codes, f"{code} is not among {sorted(codes)}: {error['message']}"
        assert len(error["message"]) > 15, f"no sentence says why: {error['message']!r}"
        place = answer.get("data")
        for key in error.get("path", []):
            place = place[key] if place is not None else None
        assert place is None, f"{error['path']} failed and has a value"

"""The four endpoints of README.md in Django's ORM."""

import orjson
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse

import shared
from django_app.models import Appointment, CaseEvent, Kase, Slot


def answer(status: int, body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json", status=status)


def row(request, number):
    found = Kase.objects.values(*shared.CASE_FIELDS).filter(pk=number)[:1]
    for case in found:
        return answer(200, orjson.dumps(case))
    return answer(404, shared.UNKNOWN_CASE)


def table(request, office):
    cases = Kase.objects.filter(office=office).order_by("id")
    rows = cases.values_list(*shared.PAGE_FIELDS)[:shared.PAGE_ROWS]
    return HttpResponse(shared.page(office, rows), content_type="text/html; charset=utf-8")


def append(kase, kind, payload, key):
    """The case's row is taken first, so that two lines of one case cannot read the same head."""
    if not Kase.objects.filter(pk=kase).update(version=F("version") + 1):
        return None
    lines = CaseEvent.objects.filter(kase=kase).order_by("-id")
    previous = lines.values_list("hash", flat=True).first() or shared.NO_HASH
    at = shared.now()
    digest = shared.event_hash(previous, kase, kind, at, payload, key)
    return CaseEvent.objects.create(
        kase=kase, kind=kind, at=at, payload=payload, key=key, hash=digest)


def event(request):
    try:
        kase, kind, payload, key = shared.read_body(request.body, shared.EVENT)
        with transaction.atomic():
            line = append(kase, kind, payload, key)
    except shared.BadBody:
        return answer(400, shared.BAD_BODY)
    except IntegrityError:
        line = CaseEvent.objects.get(key=key)
        return answer(200, orjson.dumps({"id": line.id, "hash": line.hash}))
    if line is None:
        return answer(404, shared.UNKNOWN_CASE)
    return answer(201, orjson.dumps({"id": line.id, "hash": line.hash}))


def take(slot, person):
    if not Slot.objects.filter(pk=slot, taken_by=None).update(taken_by=person):
        return None
    return Appointment.objects.create(slot=slot, person=person, at=shared.now())


def book(request):
    try:
        slot, person = shared.read_body(request.body, shared.BOOKING)
        if shared.ASKS_FIRST and not Slot.objects.filter(pk=slot, taken_by=None).exists():
            return answer(409, shared.TAKEN)
        with transaction.atomic():
            visit = take(slot, person)
    except shared.BadBody:
        return answer(400, shared.BAD_BODY)
    except IntegrityError:
        visit = None
    if visit is None:
        return answer(409, shared.TAKEN)
    return answer(201, orjson.dumps({"id": visit.id}))

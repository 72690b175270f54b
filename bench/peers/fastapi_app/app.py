"""The four endpoints of README.md in FastAPI; the store comes from BENCH_ENGINE and BENCH_STORE."""

import contextlib
import os

import orjson
from fastapi import FastAPI, Request, Response

import shared

if os.environ["BENCH_ENGINE"] == "postgres":
    from fastapi_app.postgres import Store
else:
    from fastapi_app.sqlite import Store

store = Store(os.environ["BENCH_STORE"])


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI):
    await store.open()
    yield
    await store.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


def answer(status: int, body: bytes) -> Response:
    return Response(body, status_code=status, media_type="application/json")


@app.get("/row/{number}")
async def row(number: int):
    case = await store.case(number)
    if case is None:
        return answer(404, shared.UNKNOWN_CASE)
    return answer(200, orjson.dumps(dict(zip(shared.CASE_FIELDS, case))))


@app.get("/table/{office}")
async def table(office: int):
    return Response(shared.page(office, await store.cases(office)), media_type="text/html")


@app.post("/event")
async def event(request: Request):
    try:
        line = shared.read_body(await request.body(), shared.EVENT)
    except shared.BadBody:
        return answer(400, shared.BAD_BODY)
    status, found = await store.append(*line)
    if found is None:
        return answer(404, shared.UNKNOWN_CASE)
    return answer(status, orjson.dumps({"id": found[0], "hash": found[1]}))


@app.post("/book")
async def book(request: Request):
    try:
        slot, person = shared.read_body(await request.body(), shared.BOOKING)
    except shared.BadBody:
        return answer(400, shared.BAD_BODY)
    number = await store.take(slot, person)
    if number is None:
        return answer(409, shared.TAKEN)
    return answer(201, orjson.dumps({"id": number}))

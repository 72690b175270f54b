-- POST /cases/new/family-reunification: a household of three, a fresh idempotency key each time.
local common, house = require("common"), require("house")
local FORM = "/cases/new/family-reunification"
local HOUSEHOLD = "members=2&name=Ana+da+Medida&birth=1990-02-01&refugee=no&municipality=1106"
    .. "&member-1-name=Rui+da+Medida&member-1-birth=1988-07-19&member-1-relation=spouse"
    .. "&member-2-name=Eva+da+Medida&member-2-birth=2021-05-04&member-2-relation=child&step=send"
local threads = {}
local count = 0
wrong = 0

function setup(thread) table.insert(threads, thread) end

function init(arguments) house.start(arguments) end

function request()
    count = count + 1
    return house.post(FORM, string.format(
        "%s&once=%d-%s-%d", HOUSEHOLD, common.seed, common.phase, count))
end

function response(status, headers)
    if status < 400 and not house.leads(status, headers, "/cases/") then wrong = wrong + 1 end
end

function done(summary, latency)
    common.finish(summary, latency, 0, common.total(threads, "wrong"))
end

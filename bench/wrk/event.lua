-- POST /event: any case, a fresh idempotency key each time.
local common = require("common")
local CASES = 100000
local KINDS = { "received", "asked", "answered", "visited" }
local NOTE = "The applicant brought the certificate of residence; two pages were copied."
local count = 0

function init(arguments) common.start(arguments) end

function request()
    count = count + 1
    return common.post("/event", string.format(
        '{"kase":%d,"kind":"%s","payload":"%s","key":"%d-%s-%d"}',
        math.random(1, CASES), KINDS[count % 4 + 1], NOTE, common.seed, common.phase, count))
end

function done(summary, latency) common.finish(summary, latency, 0) end

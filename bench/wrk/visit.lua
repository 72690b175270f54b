-- POST /bookings: one attempt for each line "reference start day".
local house, bound = require("house"), require("bound")

function setup(thread) bound.setup(thread) end

function init(arguments)
    house.start(arguments)
    bound.start(32)
end

function request()
    local reference, start, day = bound.next():match("(%S+) (%S+) (%S+)")
    return house.post("/bookings", string.format(
        "case=%s&start=%s&from=%s&once=%s", reference, start, day, reference))
end

function response(status, headers) bound.answered(status, headers, "/bookings/") end

function done(summary, latency) bound.finish(summary, latency, true) end

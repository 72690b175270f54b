-- POST /bookings by everybody at once: one attempt for each line "cookie guard reference start day".
local common, house, bound = require("common"), require("house"), require("bound")

function setup(thread) bound.setup(thread) end

function init(arguments)
    common.start(arguments)
    house.folder = arguments[3]
    bound.start(64)
end

function request()
    local line, number = bound.next()
    local cookie, guard, reference, start, day = line:match("(%S+) (%S+) (%S+) (%S+) (%S+)")
    house.form["Cookie"] = cookie
    return wrk.format("POST", "/bookings", house.form, string.format(
        "case=%s&start=%s&from=%s&once=%d&csrf=%s", reference, start, day, number, guard))
end

function response(status, headers) bound.answered(status, headers, "/bookings/") end

-- Where the server is struck the run ends by its time.
function done(summary, latency) bound.finish(summary, latency, false) end

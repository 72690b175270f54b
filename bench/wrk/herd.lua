-- POST /bookings by everybody at once: one attempt for each line "cookie guard reference start day" of "attempts-PHASE".
-- The number of attempts is bound and not the time: the last answer ends the run.
local ffi = require("ffi")
local common, house = require("common"), require("house")
ffi.cdef [[
    struct span { long seconds, nanoseconds; };
    int clock_gettime(int clock, struct span *now);
    int getpid(void);
    int kill(int process, int signal);
]]
local MONOTONIC, INTERRUPT, UNANSWERED = 1, 2, 64
local threads, attempts = {}, {}
local count, answers, first = 0, 0, 0
conflicts, wrong, took = 0, 0, 0

local function now()
    local span = ffi.new("struct span")
    ffi.C.clock_gettime(MONOTONIC, span)
    return tonumber(span.seconds) * 1e6 + tonumber(span.nanoseconds) / 1e3
end

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    common.start(arguments)
    house.folder = arguments[3]
    attempts = house.lines("attempts-" .. common.phase)
end

function request()
    count = count + 1
    if count == 2 then first = now() end -- wrk tries the first one before anything is sent
    local line = attempts[math.min(count, #attempts)]
    local cookie, guard, reference, start, day = line:match("(%S+) (%S+) (%S+) (%S+) (%S+)")
    house.form["Cookie"] = cookie
    return wrk.format("POST", "/bookings", house.form, string.format(
        "case=%s&start=%s&from=%s&once=%d&csrf=%s", reference, start, day, count, guard))
end

function response(status, headers)
    answers = answers + 1
    if status == 409 then
        conflicts = conflicts + 1
    elseif status < 400 and not house.leads(status, headers, "/bookings/") then
        wrong = wrong + 1
    end
    if answers >= #attempts - UNANSWERED and took == 0 then
        took = now() - first
        wrk.thread:stop()
        ffi.C.kill(ffi.C.getpid(), INTERRUPT)
    end
end

function done(summary, latency)
    local conflicts, wrong = common.total(threads, "conflicts"), common.total(threads, "wrong")
    local duration = common.total(threads, "took")
    -- Where the server was struck the run ends by its time.
    common.finish(summary, latency, conflicts, wrong, duration > 0 and duration or nil)
end

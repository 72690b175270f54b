-- POST /bookings: one attempt for each line "reference start day" of the file "attempts-PHASE".
-- Times run out, so the number is bound and not the time: the clock is ours, and wrk is told to end.
local ffi = require("ffi")
local common, house = require("common"), require("house")
ffi.cdef [[
    struct span { long seconds, nanoseconds; };
    int clock_gettime(int clock, struct span *now);
    int getpid(void);
    int kill(int process, int signal);
]]
local MONOTONIC, INTERRUPT, UNANSWERED = 1, 2, 32
local threads = {}
local attempts, count, answers, first = {}, 0, 0, 0
conflicts, wrong, took = 0, 0, 0

local function now()
    local span = ffi.new("struct span")
    ffi.C.clock_gettime(MONOTONIC, span)
    return tonumber(span.seconds) * 1e6 + tonumber(span.nanoseconds) / 1e3
end

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    house.start(arguments)
    attempts = house.lines("attempts-" .. common.phase)
end

function request()
    count = count + 1
    if count == 2 then first = now() end -- wrk tries the first one before anything is sent
    local line = attempts[math.min(count, #attempts)]
    local reference, start, day = line:match("(%S+) (%S+) (%S+)")
    return house.post("/bookings", string.format(
        "case=%s&start=%s&from=%s&once=%s", reference, start, day, reference))
end

function response(status, headers)
    answers = answers + 1
    if status == 409 then
        conflicts = conflicts + 1
    elseif status < 400 and not house.leads(status, headers, "/bookings/") then
        wrong = wrong + 1
    end
    -- The last ones may still be on their way: each attempt is made once.
    if answers >= #attempts - UNANSWERED and took == 0 then
        took = now() - first
        wrk.thread:stop()
        ffi.C.kill(ffi.C.getpid(), INTERRUPT)
    end
end

function done(summary, latency)
    local conflicts, wrong = common.total(threads, "conflicts"), common.total(threads, "wrong")
    local duration = common.total(threads, "took")
    if duration == 0 then error("the attempts did not end within the time") end
    common.finish(summary, latency, conflicts, wrong, duration)
end

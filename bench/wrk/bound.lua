-- A run of a number of attempts and not of a time: the lines of the file "attempts-PHASE", each sent once.
-- Times run out, so the clock is ours, and wrk is told to end when the last answers come in.
local ffi = require("ffi")
local common, house = require("common"), require("house")
local bound = {}
ffi.cdef [[
    struct span { long seconds, nanoseconds; };
    int clock_gettime(int clock, struct span *now);
    int getpid(void);
    int kill(int process, int signal);
]]
local MONOTONIC, INTERRUPT = 1, 2
local threads, attempts = {}, {}
local count, answers, first, unanswered = 0, 0, 0, 0
-- Read of each thread when all is over.
conflicts, wrong, took = 0, 0, 0

local function now()
    local span = ffi.new("struct span")
    ffi.C.clock_gettime(MONOTONIC, span)
    return tonumber(span.seconds) * 1e6 + tonumber(span.nanoseconds) / 1e3
end

function bound.setup(thread) table.insert(threads, thread) end

-- As many attempts as there are connections may still be on their way at the end.
function bound.start(connections)
    unanswered = connections
    attempts = house.lines("attempts-" .. common.phase)
end

-- The next line, and its number.
function bound.next()
    count = count + 1
    if count == 2 then first = now() end -- wrk tries the first one before anything is sent
    return attempts[math.min(count, #attempts)], count
end

-- A conflict is an answer; what leads anywhere else than below `path` is wrong.
function bound.answered(status, headers, path)
    answers = answers + 1
    if status == 409 then
        conflicts = conflicts + 1
    elseif status < 400 and not house.leads(status, headers, path) then
        wrong = wrong + 1
    end
    if answers >= #attempts - unanswered and took == 0 then
        took = now() - first
        wrk.thread:stop()
        ffi.C.kill(ffi.C.getpid(), INTERRUPT)
    end
end

-- How long it took; nil where the time was over before.
function bound.finish(summary, latency, needsAll)
    local duration = common.total(threads, "took")
    if duration == 0 and needsAll then error("the attempts did not end within the time") end
    common.finish(
        summary, latency, common.total(threads, "conflicts"), common.total(threads, "wrong"),
        duration > 0 and duration or nil)
end

return bound

-- POST /book: 30 % of the attempts on 100 hot slots, the others on slots nobody asked for before.
local common = require("common")
local HOT = 100
local HOT_SHARE = 0.3
local COLD = 999900   -- the other slots, ids HOT + 1 …
local STRIDE = 7919   -- prime to COLD: visits each cold slot once, far apart
local MEASURED = 500000 -- where the measured phase starts, out of reach of the warm-up
local count, first = 0, 0
local threads = {}
conflicts = 0

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    common.start(arguments)
    first = common.phase == "run" and MEASURED or 0
end

local function slot()
    if math.random() < HOT_SHARE then return math.random(1, HOT) end
    count = count + 1
    return HOT + 1 + (first + count) * STRIDE % COLD
end

function request()
    return common.post("/book", string.format(
        '{"slot":%d,"person":%d}', slot(), math.random(1, 1000000)))
end

function response(status) if status == 409 then conflicts = conflicts + 1 end end

function done(summary, latency)
    common.finish(summary, latency, common.total(threads, "conflicts"))
end

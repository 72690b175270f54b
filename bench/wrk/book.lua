-- POST /book: 30 % of the attempts race for slots, four one after the other for each; the others ask for one that
-- nobody asked for before.
local common = require("common")
local HOT = 100000      -- slots to race for, ids 1 …
local RIVALS = 4
local HOT_SHARE = 0.3
local COLD = 900000     -- the other slots, ids HOT + 1 …
local STRIDE = 7919     -- prime to COLD: visits each cold slot once, far apart
-- Where the measured phase starts, out of reach of the warm-up.
local MEASURED, MEASURED_HOT = 450000, 50000
local count, first = 0, 0
local races, first_race = 0, 0
local threads = {}
conflicts = 0

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    common.start(arguments)
    first = common.phase == "run" and MEASURED or 0
    first_race = common.phase == "run" and MEASURED_HOT or 0
end

local function slot()
    if math.random() < HOT_SHARE then
        races = races + 1
        return 1 + first_race + math.floor(races / RIVALS)
    end
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

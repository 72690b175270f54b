-- GET of many pages in turn as somebody who is signed in; any answer but 200 is wrong.
local common, house = require("common"), require("house")
local threads, pages = {}, {}
local place = 0
wrong = 0

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    house.start(arguments)
    for _, path in ipairs(house.lines("paths")) do
        table.insert(pages, wrk.format("GET", path, { ["Cookie"] = house.cookie }))
    end
end

function request()
    place = place % #pages + 1
    return pages[place]
end

-- From 400 on wrk counts by itself.
function response(status) if status ~= 200 and status < 400 then wrong = wrong + 1 end end

function done(summary, latency)
    io.write(string.format('\nP95 %d\n', latency:percentile(95)))
    common.finish(summary, latency, 0, common.total(threads, "wrong"))
end

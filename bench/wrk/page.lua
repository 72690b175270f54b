-- GET of one page as somebody who is signed in; any answer but 200 is wrong.
local common, house = require("common"), require("house")
local threads = {}
local page
wrong = 0

function setup(thread) table.insert(threads, thread) end

function init(arguments)
    house.start(arguments)
    page = wrk.format("GET", house.lines("path")[1], { ["Cookie"] = house.cookie })
end

function request() return page end

-- From 400 on wrk counts by itself.
function response(status) if status ~= 200 and status < 400 then wrong = wrong + 1 end end

function done(summary, latency)
    common.finish(summary, latency, 0, common.total(threads, "wrong"))
end

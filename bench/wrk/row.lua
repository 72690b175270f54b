-- GET /row/{id}: any of the 100,000 cases, evenly.
local common = require("common")
local CASES = 100000

function init(arguments) common.start(arguments) end

function request() return wrk.format("GET", "/row/" .. math.random(1, CASES)) end

function done(summary, latency) common.finish(summary, latency, 0) end

-- GET /table/{office}: any of the 1,000 offices, evenly.
local common = require("common")
local OFFICES = 1000

function init(arguments) common.start(arguments) end

function request() return wrk.format("GET", "/table/" .. math.random(1, OFFICES)) end

function done(summary, latency) common.finish(summary, latency, 0) end

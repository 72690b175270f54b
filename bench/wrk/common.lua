-- What the scripts share: the seed of this phase, JSON requests, one line of JSON at the end.
-- Arguments after "--": seed (a number, the same for every side in one run), phase ("warm"|"run"),
-- and for the full stack the folder with what its requests carry.
local common = { headers = { ["Content-Type"] = "application/json" }, threads = {} }

function common.start(arguments)
    common.seed = tonumber(arguments[1])
    common.phase = arguments[2]
    math.randomseed(common.seed * 2 + (common.phase == "run" and 1 or 0))
end

function common.post(path, body)
    return wrk.format("POST", path, common.headers, body)
end

-- Sums a counter of all threads; `wrong` are answers below 400 that are not what was asked for.
function common.total(threads, name)
    local total = 0
    for _, thread in ipairs(threads) do total = total + thread:get(name) end
    return total
end

function common.finish(summary, latency, conflicts, wrong, duration)
    local errors = summary.errors
    io.write(string.format(
        '\nRESULT {"requests":%d,"duration_us":%d,"p50_us":%d,"p99_us":%d,"max_us":%d,'
            .. '"refused":%d,"conflicts":%d,"socket_errors":%d}\n',
        summary.requests, duration or summary.duration, latency:percentile(50),
        latency:percentile(99), latency.max, errors.status + (wrong or 0), conflicts,
        errors.connect + errors.read + errors.write + errors.timeout))
end

return common

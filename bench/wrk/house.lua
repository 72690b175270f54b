-- What the scripts of the full stack share: who asks, and answers that are not what was asked for.
-- The third argument after "--" is a folder with one file for each thing that a request carries.
local common = require("common")
local house = { form = { ["Content-Type"] = "application/x-www-form-urlencoded" } }

function house.lines(name)
    local lines = {}
    for line in io.lines(house.folder .. "/" .. name) do table.insert(lines, line) end
    return lines
end

function house.start(arguments)
    common.start(arguments)
    house.folder = arguments[3]
    house.cookie = house.lines("cookie")[1]
    house.csrf = house.lines("csrf")[1]
    house.form["Cookie"] = house.cookie
end

function house.post(path, body)
    return wrk.format("POST", path, house.form, body .. "&csrf=" .. house.csrf)
end

-- Whether an answer sends the visitor on to what was made, not to the sign-in page.
function house.leads(status, headers, path)
    local location = headers["location"] or headers["Location"] or ""
    return status == 303 and location:sub(1, #path) == path
end

return house

import Foundation
import Kernel
import Storage
import Testing
import Web

@testable import App

/// The joints between files, people and visits: who may give an account back, and whose visit grows.
struct AccessTests {
    @Test
    func
        `an officer of her file gives Ana a code, another confirms it, and a day later she is in again`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let path = "/desk/access/\(installed.story.reference)"
        let (bruno, berta) = (Browser(try await house.site()), Browser(try await house.site()))
        try await bruno.signIn("bruno")
        try await berta.signIn("berta")
        #expect(try await berta.get(path).status == 404)
        let desk = try await bruno.get("/desk/cases/\(installed.story.reference)")
        #expect(desk.text.contains("href=\"\(path)\""))
        let given = try await bruno.post(
            path, ["shown": "Passaporte"], csrf: try await bruno.csrf())
        let code = try #require(given.text.firstMatch(of: #/RC-\w{4}-\w{4}-\w/#)?.output)
        let ana = Browser(try await house.site())
        let word = "uma palavra bem comprida"
        let back = try await ana.post(
            "/sign-in/recovery/code", ["login": "ana", "code": String(code), "new": word],
            csrf: try await ana.csrf())
        #expect(back.status == 422)
        let carla = Browser(try await house.site())
        try await carla.signIn("carla")
        #expect(try await carla.get(path).text.contains("\(path)/confirmation"))
        for (officer, status) in [(bruno, 403), (carla, 303)] {
            let answer = try await officer.post(
                path + "/confirmation", csrf: try await officer.csrf())
            #expect(answer.status == status)
        }
        // A day passes.
        let day: Int64 = 86_400_000_000
        try await house.database.write { db in
            try db.run("UPDATE access_code SET counts_from = counts_from - \(day)")
        }
        let late = try await ana.post(
            "/sign-in/recovery/code", ["login": "ana", "code": String(code), "new": word],
            csrf: try await ana.csrf())
        #expect(late.status == 303)
        try await ana.signIn("ana", word)
        #expect(try await ana.get("/cases/\(installed.story.reference)").status == 200)
    }

    @Test
    func `whoever joins Ana's file comes to her visit, or it is given back to be booked anew`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        let fields = ["name": "Noa Zibreira", "birth": "2024-04-05", "relation": "child"]
        let answer = try await ana.post(
            "/cases/\(reference)/members", fields, csrf: try await ana.csrf())
        #expect(answer.status == 303)
        #expect(try await ana.get("/cases/\(reference)").text.contains("Noa Zibreira"))
        let (state, people, slots) = try await house.database.read { db in
            let row = try #require(
                try db.first(
                    "SELECT id, state, people FROM visit WHERE reference = \(reference)"))
            let (id, state, people): (Int64, String, Int) = (try row[0], try row[1], try row[2])
            let slots = try db.count("SELECT COUNT(*) FROM slot WHERE taken_by = \(id)")
            return (state, people, slots)
        }
        if state == "booked" {
            #expect(people == 4 && slots == 4)
        } else {
            #expect(state == "cancelled" && slots == 0)
        }
    }
}

import Kernel
import Languages
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// Signing in leads to the door of one's duty, and the navigation shows the same doors.
struct DoorTests {
    @Test(arguments: [
        ("ana", "/cases"), ("bruno", "/desk"), ("carla", "/desk"), ("duarte", "/cases"),
        ("eva", "/plan"), ("filipe", "/plan"), ("graca", "/figures"), ("helena", "/reports"),
        ("ines", "/complaints"), ("jorge", "/consultations"), ("admin", "/accounts"),
        ("paulo", "/teaching"), ("teresa", "/teaching"),
    ])
    func `everybody lands at a door that is open to them`(login: String, door: String) async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let browser = Browser(try await house.site())
        let entered = try await browser.signIn(login)
        #expect(entered.header("location") == "/door")
        #expect(try await browser.get("/door").header("location") == door)
        let page = try await browser.get(door)
        #expect(page.status == 200)
        if door != "/" { #expect(page.text.contains("<a href=\"\(door)\" aria-current=\"page\"")) }
    }

    @Test func `whoever asked for a page lands there`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let browser = Browser(try await house.site())
        let entered = try await browser.post(
            "/sign-in", ["login": "ana", "password": "cais-demo-2026", "next": "/messages"],
            csrf: try await browser.csrf())
        #expect(entered.header("location") == "/messages")
        #expect(try await Browser(browser.site).get("/door").status == 303)
    }

    @Test func `a host without the key of complaints sends no jurist to them`() throws {
        let t = try Files.languages(projectFolder).translator("en")
        let jurist = Principal(
            account: AccountID(9), person: nil, name: "Inês",
            duties: [
                Duty(
                    role: .jurist, organisation: OrganisationID(2), location: nil,
                    purpose: .complaint)
            ])
        let officer = Principal(
            account: AccountID(8), person: nil, name: "Bruno",
            duties: [
                Duty(
                    role: .officer, organisation: OrganisationID(1), location: nil,
                    purpose: .status)
            ])
        func paths(_ doors: Doors, _ who: Principal) -> [String] {
            doors.of(who, t).map(\.path)
        }
        let sealed = Doors(isGeneral: false, takesComplaints: true)
        #expect(paths(Doors(isGeneral: true, takesComplaints: false), jurist).isEmpty)
        #expect(paths(sealed, jurist) == ["/complaints"])
        #expect(paths(sealed, officer).isEmpty)
    }
}

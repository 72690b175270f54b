import Cases
import Kernel
import Languages
import Web

/// What somebody may open by their duties, in the order of use: the navigation shows these doors, and
/// signing in leads to the first.
struct Doors: Sendable {
    /// Whether this host has the rooms of the general compartment, or complaints alone.
    let isGeneral: Bool
    /// Whether this host was given the key of complaints.
    let takesComplaints: Bool
    /// The room of a host that is another body's.
    var room: SealedRoom?
    /// Whether that room is the one of children.
    var isOfChildren = false

    struct Item: Sendable {
        let label: String
        let path: String

        init(_ label: String, _ path: String) {
            self.label = label
            self.path = path
        }
    }

    var route: Route {
        .get("/door", may: .signedIn, "On to the first door of one's duties") { exchange in
            .seeOther(of(try exchange.signedIn(), exchange.t).first?.path ?? "/")
        }
    }

    func of(_ principal: Principal, _ t: Translator) -> [Item] {
        let general = isGeneral ? own(principal, t) + work(principal, t) : []
        let complaints = takesComplaints && principal.has(.jurist)
        if let room, room.isHelp { return help(room, principal, t) }
        let desks = room?.desks(of: principal).filter { $0.path != "complaints" } ?? []
        return general + (complaints ? [Item(t("Complaints"), "/complaints")] : [])
            + desks.map { Item($0.title(t), "/" + $0.path) } + children(principal, t)
            + (principal.has(.administrator) ? keeping(t) : [])
    }

    private func keeping(_ t: Translator) -> [Item] {
        let accounts = [Item(t("Accounts"), "/accounts")]
        let network = [
            Item(t("The directory"), "/directory"),
            Item(t("Bodies that take referrals"), "/referrals/receivers"),
        ]
        return isGeneral ? accounts + network : accounts
    }

    /// On the host of the help room: its staff, and the people of bodies that something is handed to.
    private func help(_ room: SealedRoom, _ principal: Principal, _ t: Translator) -> [Item] {
        let isStaff = !room.desks(of: principal).isEmpty
        return (isStaff ? [Item(t("Help room"), "/help-room")] : [])
            + (principal.has(.partner) ? [Item(t("Handed over to you"), "/handed")] : [])
            + (principal.has(.administrator) ? [Item(t("Accounts"), "/accounts")] : [])
    }

    /// On the host of child protection.
    private func children(_ principal: Principal, _ t: Translator) -> [Item] {
        guard isOfChildren else { return [] }
        let isProtector = principal.has(.protector)
        let doors = [
            (isProtector, Item(t("Prevention and training"), "/training")),
            (isProtector, Item(t("Figures of the room"), "/protection-figures")),
            (principal.has(.partner), Item(t("Shared with you"), "/shared")),
        ]
        return doors.filter(\.0).map(\.1)
    }

    private func own(_ principal: Principal, _ t: Translator) -> [Item] {
        guard principal.has(.person) else { return [] }
        return [
            Item(t("My files"), "/cases"), Item(t("My visits"), "/bookings"),
            Item(t("My courses"), "/enrolments"), Item(t("My path"), "/paths"),
            Item(t("My referrals"), "/referrals"), Item(t("Messages"), "/messages"),
            Item(t("Numbers and branches"), "/numbers"),
        ]
    }

    private func work(_ principal: Principal, _ t: Translator) -> [Item] {
        let isPlan = principal.has(.coordinator) || principal.has(.focalPoint)
        let isDesk = principal.has(.officer) || principal.has(.supervisor)
        let doors = [
            (principal.has(.mediator), Item(t("Files entrusted to me"), "/cases")),
            (principal.has(.mediator), Item(t("Contacts"), "/contacts")),
            (principal.has(.mediator), Item(t("Integration paths"), "/desk/paths")),
            (isDesk, Item(t("Desk"), "/desk")),
            (principal.has(.officer), Item(t("Visits today"), "/desk/day")),
            (principal.has(.supervisor), Item(t("Opening weeks"), "/desk/hours")),
            (principal.has(.supervisor), Item(t("Desks of the office"), "/desk/desks")),
            (isDesk, Item(t("The queue at your desk"), "/desk/queue")),
            (principal.has(.supervisor), Item(t("How the office stands"), "/desk/supervision")),
            // From every page of theirs: whoever hears such a request writes it down there and then.
            (isDesk, Item(t("Requests that were heard"), "/desk/heard")),
            (isDesk, Item(t("Partner branches"), "/desk/branches")),
            (isDesk || principal.has(.mediator), Item(t("People to reach"), "/outreach")),
            (principal.has(.police), Item(t("Consultations"), "/consultations")),
            (principal.has(.partner), Item(t("Our courses"), "/teaching")),
            (principal.has(.partner), Item(t("Steps for us"), "/steps")),
            (principal.has(.partner), Item(t("Requests to our branch"), "/branch-desk")),
            (principal.has(.partner), Item(t("Visits at our counters"), "/counter")),
            (
                isDesk || principal.has(.mediator) || principal.has(.partner),
                Item(t("Referrals"), "/referrals")
            ),
            // A duty without a place is for none.
            (
                principal.duties.contains {
                    [.officer, .supervisor, .mediator].contains($0.role) && $0.location != nil
                }, Item(t("Our place in the directory"), "/our-places")
            ),
            (isPlan, Item(t("The plan"), "/plan")),
            (principal.has(.coordinator), Item(t("Desk of the plan"), "/desk/plan")),
            (principal.has(.focalPoint), Item(t("My reports on the plan"), "/plan/duties")),
            (principal.has(.coordinator), Item(t("Contacts in figures"), "/contacts/figures")),
            (principal.has(.coordinator), Item(t("Municipalities"), "/delegations")),
            (principal.has(.coordinator), Item(t("Training of staff"), "/directory/training")),
            (principal.has(.coordinator), Item(t("How far help is"), "/coverage")),
            (principal.has(.analyst), Item(t("Figures"), "/figures")),
            (principal.has(.analyst), Item(t("Imports of series"), "/desk/series")),
            (principal.has(.reporter), Item(t("Reports"), "/reports")),
        ]
        return doors.filter(\.0).map(\.1)
    }
}

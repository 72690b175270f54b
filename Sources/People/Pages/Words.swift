import Kernel
import Languages

/// The day and the time that clocks of the country show.
func momentWords(_ moment: Moment, _ t: Translator, _ zone: Zone) -> String {
    t.date(zone.day(of: moment)) + ", " + t.time(zone.minuteOfDay(of: moment))
}

/// What somebody's task is called.
func roleWords(_ role: Role, _ t: Translator) -> String {
    switch role {
    case .person: t("Person with own requests")
    case .mediator: t("Mediator at a local centre")
    case .partner: t("Clerk of a partner body")
    case .officer: t("Case officer")
    case .supervisor: t("Supervisor")
    case .jurist: t("Jurist of the equality body")
    case .protector: t("Child-protection professional")
    case .focalPoint: t("Focal point of a measure")
    case .coordinator: t("Coordinator of the plan")
    case .analyst: t("Analyst")
    case .reporter: t("Reporting officer")
    case .administrator: t("Administrator")
    case .police: t("Consulted body, answers questions only")
    }
}

func purposeWords(_ purpose: Purpose, _ t: Translator) -> String {
    switch purpose {
    case .own: t("Own requests")
    case .help: t("Help")
    case .status: t("Decisions on residence")
    case .complaint: t("Complaints of discrimination")
    case .protection: t("Protection of children")
    case .plan: t("The national plan")
    case .statistics: t("Statistics")
    case .operation: t("Running the system")
    case .consultation: t("Consultations")
    }
}

func channelWords(_ kind: ChannelKind, _ t: Translator) -> String {
    switch kind {
    case .email: t("E-mail")
    case .phone: t("Text message")
    case .post: t("Letter")
    case .portal: t("This account")
    }
}

import Cases
import People

extension NoticeTopic {
    init(_ topic: CaseTopic) {
        self.init(reference: topic.reference, title: topic.title, link: topic.link)
    }
}

extension Reading {
    init(_ look: CaseLook) {
        self.init(
            when: look.at, who: look.name,
            what: look.reference.map { Reading.What.file($0, byMandate: look.byMandate) } ?? .files)
    }
}

extension CaseNotices {
    init(_ history: NoticeHistory) {
        self.init(facts: history.traces.map(NoticeFact.init), byPost: history.byPost)
    }
}

extension NoticeFact {
    init(_ trace: NoticeTrace) {
        let way: Way =
            switch trace.way {
            case .portal: .account
            case .email: .email
            case .phone: .phone
            case .post: .letter
            case nil: .office
            }
        let what: What =
            switch trace.what {
            case .sent: .sent
            case .spooled: .spooled
            case .bounced: .bounced
            case .failed: .failed
            case .read: .read
            case .dispatched: .dispatched
            case .delivered: .delivered
            case .returned: .returned
            case .silent: .silent
            case .reached: .reached
            }
        self.init(key: trace.key, way: way, what: what, at: trace.at, detail: trace.detail)
    }
}

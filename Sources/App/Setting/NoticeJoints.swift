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

public import Kernel
public import Storage
public import Web

extension People {
    /// The papers of the notice with a key, the one with legal effect first; none where its words are all there is.
    public typealias Papers = @Sendable (String, Reader) throws -> [NoticePaper]
    /// Tells what the post did with the letter of the notice with a key, in the transaction of the report.
    public typealias Carried = @Sendable (String, NoticeCourse, Moment, Writer) throws -> Void

    /// The same with a plan for reaching people, and what a gateway needs.
    public func reaching(
        by plan: NoticePlan, secret: SharedSecret? = nil,
        papers: @escaping Papers = { _, _ in [] },
        carried: @escaping Carried = { _, _, _, _ in }
    ) -> People {
        var copy = self
        copy.plan = plan
        copy.gatewaySecret = secret
        copy.papers = papers
        copy.carried = carried
        return copy
    }
}

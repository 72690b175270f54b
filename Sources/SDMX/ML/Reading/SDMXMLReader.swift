public import Formats

/// Reads data messages of SDMX-ML 2.1 and 3.0, generic and structure-specific, as a stream in constant memory.
///
/// With the definition of its structure, dimensions come in the definition's order and are told apart from attributes. Without it a
/// structure-specific series has dimensions only, in the order they come; of a flat observation what stands in front of time and value.
public struct SDMXMLReader: DataMessageReader {
    private let scan: MLScan

    public init(
        _ chunks: @escaping ByteChunks, file: String, structure: DataStructure? = nil,
        limits: XMLLimits = XMLLimits()
    ) throws {
        scan = try MLScan(chunks, file: file, structure: structure, limits: limits)
        try scan.readHeader()
    }

    public init(bytes: [UInt8], file: String, structure: DataStructure? = nil) throws {
        try self.init(chunks(of: bytes), file: file, structure: structure)
    }

    public var header: MessageHeader { scan.header }
    public var footer: [FooterMessage] { scan.footer }
    public var line: Int? { scan.line }

    public mutating func next() throws -> DataEvent? { try scan.next() }
}

/// Feeds the machine, and says on which line it stopped.
final class MLScan: XMLHandler {
    private let push: XMLPush
    // Only one call of libxml2 is in it at a time: the check of that is a twentieth of the time.
    @exclusivity(unchecked) private var machine: MLMachine

    init(
        _ chunks: @escaping ByteChunks, file: String, structure: DataStructure?, limits: XMLLimits
    ) throws {
        push = try XMLPush(chunks, file: file, limits: limits)
        machine = MLMachine(MLNames(push), structure: structure)
    }

    var header: MessageHeader { machine.head.header }
    var footer: [FooterMessage] { machine.footer }

    var line: Int { Int(machine.queue.lineGiven) }

    func readHeader() throws {
        while !machine.isHeaderDone, try push.feed(self) {}
    }

    func next() throws -> DataEvent? {
        while true {
            if let event = machine.queue.next() { return event }
            guard try push.feed(self) else { return nil }
        }
    }

    func start(_ element: borrowing XMLStart) throws {
        machine.queue.line = Int32(truncatingIfNeeded: push.line)
        do throws(MLProblem) { try machine.start(element) } catch { throw problem(error) }
    }

    func end(_ name: XMLName) throws {
        machine.queue.line = Int32(truncatingIfNeeded: push.line)
        do throws(MLProblem) { try machine.end() } catch { throw problem(error) }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        do throws(MLProblem) { try machine.take(bytes) } catch { throw problem(error) }
    }

    private func problem(_ problem: MLProblem) -> FormatError {
        push.error(problem.message, field: problem.field)
    }
}

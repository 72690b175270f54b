import Kernel
import Storage
import TestSupport
import Testing

/// A file that carries its own signature.
@Suite struct SignedFileTests {
    private let body = Array("<html>Praça da Figueira</html>\n".utf8)

    @Test func `what was signed is believed, and says by whom`() throws {
        let keys = try Keys.fixed(.general)
        let file = try keys.signed(body)
        #expect(Array(file.prefix(body.count)) == body)
        #expect(try SignedFile.signer(of: file) == keys.checkpointPublicKey())
        #expect(SignedFile.written(try keys.checkpointPublicKey()).utf8.count == 64)
        #expect(try SignedFile.signer(of: keys.signed([])) == keys.checkpointPublicKey())
    }

    @Test func `one bit changed anywhere and it is refused`() throws {
        let file = try Keys.fixed(.general).signed(body)
        for position in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[position] ^= 1 << bit
                #expect(throws: SignedFile.Problem.self, "byte \(position), bit \(bit)") {
                    try SignedFile.signer(of: changed)
                }
            }
        }
    }

    @Test func `cut, lengthened, unsigned and put together it is refused`() throws {
        let keys = try Keys.fixed(.general)
        let file = try keys.signed(body)
        let other = try keys.signed(Array("another".utf8))
        let line = file.count - body.count
        let bad: [[UInt8]] = [
            [], body, Array(file.dropLast()), Array(file.dropFirst()), file + [10],
            Array(file.suffix(line)), Array(body + other.suffix(line)),
            Array(file + file.suffix(line)),
        ]
        for one in bad {
            #expect(throws: SignedFile.Problem.self) { try SignedFile.signer(of: one) }
        }
    }

    @Test func `signed anew by somebody else it names another key`() throws {
        let stranger = try Keys(Keys.random(), compartment: .general)
        let signer = try SignedFile.signer(of: stranger.signed(body))
        #expect(try signer == stranger.checkpointPublicKey())
        #expect(try signer != Keys.fixed(.general).checkpointPublicKey())
    }
}

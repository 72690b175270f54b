"""Ana withdraws a request, reads that it is closed, and takes that back; Bruno reads why."""
import keys
from bruno_takes_each_permit_to_the_card import ana_files_alone, bruno_does

OFFICIAL = "Pedido de renovação de autorização de residência temporária"
WHY = "Vou viver noutro país."


def test_ana_withdraws_and_takes_it_back(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, see, "renewal", OFFICIAL)
    ana.open(f"/cases/{reference}")
    bruno_does(ana, [("Desistir do pedido", "Porque desiste", WHY)])
    ana.reads("Desistência do pedido")
    ana.sees("Nobody has to act: the case is decided.")
    see(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads(WHY)
    see(bruno)
    ana.field("Why is it taken back?").fill("Afinal fico.")
    keys.enter(ana, "Take it back")
    ana.sees("It is the office's turn: it examines your file.")
    ana.sees("Taken back: {step}", step="Desistência do pedido")
    see(ana)

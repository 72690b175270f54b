"""Ana asks something in her case; it says who owes the answer and until when; Bruno answers, and she is told."""
import keys
import story

QUESTION = "Posso viajar enquanto espero pela decisão?"
ANSWER = "Fale connosco antes de viajar: depende do seu título."


def test_ana_asks_and_bruno_answers(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    ana.open(f"/cases/{reference}")
    ana.field("Ask the office something").fill(QUESTION)
    keys.enter(ana, "Send the question")
    ana.reads(QUESTION)
    ana.reads(ana.say("{name} owes the answer.").split("{name}")[1])
    ana.reads(ana.say("The answer is due by {date}.").split("{")[0])
    see(ana)

    bruno.open("/desk/questions")
    bruno.reads(reference)
    see(bruno)
    bruno.follow(reference)
    bruno.reads(QUESTION)
    see(bruno)
    bruno.main.get_by_label(bruno.say("Answer"), exact=True).fill(ANSWER)
    keys.enter(bruno, "Send the answer")
    bruno.reads(bruno.say("Answered on {date}:").split("{")[0])
    bruno.open("/desk/questions")
    bruno.sees_not(reference)

    ana.open("/messages")
    ana.follow("Your question is answered")
    ana.reads(reference)
    see(ana)
    ana.open(f"/cases/{reference}")
    ana.reads(ANSWER)
    see(ana)


def test_a_question_that_waits_too_long_is_late_for_everybody_to_see(someone, see):
    bruno, carla = someone("bruno"), someone("carla")
    bruno.open("/desk/questions")
    bruno.sees("late")
    see(bruno)
    carla.open("/desk/board")
    carla.sees("Questions of people")
    carla.sees("late")


def test_nobody_else_reads_what_ana_asks(someone):
    ana, berta, duarte = someone("ana"), someone("berta"), someone("duarte")
    reference = story.file(ana)
    ana.open(f"/cases/{reference}")
    ana.field("Ask the office something").fill(QUESTION)
    ana.press("Send the question")
    berta.open("/desk/questions")
    berta.sees_not(reference)
    duarte.open(f"/cases/{reference}")
    duarte.reads(QUESTION)


def test_bruno_writes_first_and_ana_asks_back(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.field("Write to the person").fill(ANSWER)
    keys.enter(bruno, "Send it")
    bruno.reads(ANSWER)
    bruno.field("Or, if you write nothing, a prepared text").select_option("visit")
    bruno.press("Send it")
    bruno.reads("Marcar aqui não custa nada.")
    see(bruno)
    ana.open("/messages")
    ana.follow("The office wrote to you")
    ana.reads(reference)
    ana.open(f"/cases/{reference}")
    ana.reads(ANSWER)
    ana.field("Ask the office something").fill(QUESTION)
    ana.press("Send the question")
    ana.reads(QUESTION)
    see(ana)

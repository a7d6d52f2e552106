"""The scenes of the tour, in their order; each takes the guide."""

from travel_desk.commands.touring.scenes import beginning, counter, custody, offices, overseers

ALL = (
    beginning.own_desk,
    beginning.example_desk,
    counter.find_an_official,
    counter.take_the_passport_in,
    counter.request_a_trip,
    offices.decide,
    offices.refuse_and_send_back,
    offices.issue_and_sign,
    custody.hand_out,
    custody.bring_back,
    custody.safes,
    overseers.daily_sheet,
    overseers.journal,
    overseers.administration,
    overseers.lock,
)

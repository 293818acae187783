"""Pages of the review of sustainability papers by the authority of the partner country."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from common.screens import screen
from partners.permissions import role
from projects.papers.views.pages import by_pk, files_of, move_page, step_of
from projects.permissions import may_draft
from projects.sustainability import selectors
from projects.sustainability import services as sustainability
from projects.sustainability.forms import AnswerForm, ConclusionForm, QuestionForm

may_read = role("participant", "tpe", "secretariat", "committee", "government", "auditor")
may_review = role("government")
find = by_pk(selectors.visible_to)


@screen(may=may_read, methods=("GET",))
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is reviewed, what was asked and answered, and the authority's conclusion."""
    review = find(request, pk)
    files = [one for one in files_of(review.reviewed, request.user) if one["slot"] == review.slot]
    context = {"review": review, "step": step_of(review), "words": selectors.words(review), "files": files}
    return render(request, "projects/sustainability_page.html", context)


review_accept = move_page(
    find=find,
    may=may_review,
    form=ConclusionForm,
    title=gettext_lazy("Accept"),
    lead=gettext_lazy("You accept it on behalf of the authority of your country. The project goes on by that."),
    done=gettext_lazy("It is accepted; everybody concerned is told."),
    call=lambda review, **values: sustainability.accept(review_id=review.pk, **values),
)
review_ask = move_page(
    find=find,
    may=may_review,
    form=QuestionForm,
    title=gettext_lazy("Ask the participants"),
    lead=gettext_lazy("The participants answer you here; then it waits for you again."),
    done=gettext_lazy("The participants are asked."),
    call=lambda review, **values: sustainability.ask(review_id=review.pk, **values),
)
review_answer = move_page(
    find=find,
    may=may_draft,
    form=AnswerForm,
    title=gettext_lazy("Answer the authority"),
    lead=gettext_lazy("The authority reads your answer and goes on with its review."),
    done=gettext_lazy("Your answer is with the authority."),
    call=lambda review, **values: sustainability.answer(review_id=review.pk, **values),
)

"""The plan: sessions against their target, today's session, and running and walking in stages."""

from diary.ui.pages.plan.page import PlanPage

__all__ = ["PlanPage"]

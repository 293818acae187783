"""All models of `projects`, where Django looks for them; everybody else imports them from their capability."""

from projects.capabilities import modules

ROOMS = tuple(modules("models"))

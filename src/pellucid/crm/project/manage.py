"""Django's own commands, for those who develop Pellucid: python -m pellucid.crm.project.manage."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pellucid.crm.project.settings")
    execute_from_command_line(sys.argv)

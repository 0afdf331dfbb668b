"""Where the article begins and ends in the text of a whole page: the witnesses, and how they are weighed."""

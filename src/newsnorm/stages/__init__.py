"""The stages: each takes all blocks of a page and returns them edited or labelled anew.

A stage never removes a block and never touches the source; dropping a block is giving it the role
*boilerplate*. One file holds one stage; `newsnorm.pipeline.STAGES` has their order and its reason.
"""

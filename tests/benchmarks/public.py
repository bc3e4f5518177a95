"""Small instances in the formats of the public libraries, made up here."""

DAT = """\
# made up
Type = 1
Jobs = 3
 0 4
 2 6
 4 8
Qualifications = 2
2: 0 2
2: 1 2
"""
DZN = """\
% made up
nActs = 4;
dur = [0,2,3,0];
nSkills = 2;
sreq = [| 0,0, | 1,0, | 1,1, | 0,0, |];
nResources = 2;
mastery = [| true,false, | true,true, |];
nPrecs = 4;
pred = [1,1,2,3];
succ = [2,3,4,4];
"""
